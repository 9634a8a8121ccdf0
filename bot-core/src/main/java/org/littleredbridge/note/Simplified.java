package org.littleredbridge.note;

import java.util.BitSet;

/// The traditional characters that people use most as simplified ones, one for one: enough to find
/// `廣告` where a note says `广告`, and to tell which of the two a text is written in. No converter: it
/// does not look at the words around.
public final class Simplified {
  // Traditional and simplified by turns.
  private static final String PAIRS =
      """
      廣广業业東东絲丝兩两嚴严喪丧個个豐丰臨临為为麗丽舉举義义烏乌樂乐喬乔習习鄉乡書书買买亂乱爭争於于虧亏雲云亞亚產产畝亩親亲億亿僅仅從从侖仑倉仓儀仪們们價价眾众優优會会傘伞\
      偉伟傳传傷伤倫伦偽伪體体餘余傭佣俠侠侶侣僑侨偵侦側侧儉俭債债傾倾償偿儲储兒儿黨党蘭兰關关興兴養养獸兽內内岡冈冊册寫写軍军農农馮冯沖冲決决況况凍冻淨净涼凉減减湊凑幾几鳳凤\
      憑凭凱凯擊击鑿凿劃划劉刘則则剛刚創创刪删別别劑剂劍剑劇剧勸劝辦办務务動动勵励勁劲勞劳勢势勳勋匯汇區区醫医華华協协單单賣卖盧卢衛卫卻却廠厂廳厅歷历厲厉壓压厭厌廁厕廚厨縣县\
      參参雙双發发變变敘叙葉叶號号嘆叹嚇吓嗎吗啟启吳吴員员聽听嗆呛響响啞哑嘩哗喚唤嘗尝囉啰嘯啸噴喷噸吨園园國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛墳坟墜坠壘垒墊垫墻墙牆墙壯壮聲声\
      殼壳壺壶處处備备複复夠够頭头夾夹奪夺奮奋獎奖奧奥妝妆婦妇媽妈嫵妩娛娱嬰婴嬌娇孫孙學学寧宁寶宝實实寵宠審审憲宪宮宫寬宽賓宾寢寝對对尋寻導导壽寿將将爾尔塵尘盡尽層层屬属歲岁\
      豈岂嶺岭島岛嶼屿崗岗峽峡鞏巩幣币帥帅師师帳帐簾帘幟帜帶带幫帮莊庄慶庆廬庐庫库應应廟庙龐庞廢废開开異异棄弃張张彌弥彎弯彈弹強强歸归當当錄录徹彻徑径後后憶忆憂忧懷怀態态憐怜\
      總总戀恋懇恳惡恶惱恼悅悦懸悬驚惊懼惧慘惨慣惯憤愤願愿戲戏戰战戶户撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护報报擔担擬拟攏拢揀拣擁拥攔拦擰拧撥拨擇择掛挂摯挚撓挠擋挡掙挣擠挤\
      揮挥撈捞損损撿捡換换搗捣據据擄掳擲掷攙搀攬揽摟搂攪搅攜携攝摄擺摆搖摇攤摊敵敌數数齋斋斷断無无舊旧時时曠旷曇昙晝昼顯显曬晒曉晓暈晕暫暂術术樸朴機机殺杀雜杂權权條条來来楊杨\
      極极構构槍枪楓枫櫃柜檸柠標标棧栈棟栋欄栏樹树樣样橋桥樁桩夢梦檢检樓楼欖榄橫横檔档歡欢歐欧殘残毀毁畢毕氣气氫氢漢汉湯汤溝沟沒没瀝沥淪沦滄沧滬沪淚泪瀉泻潑泼澤泽潔洁灑洒淺浅\
      漿浆澆浇濁浊測测濟济瀏浏渾浑濃浓塗涂濤涛渦涡潤润漲涨澀涩淵渊漸渐漁渔滲渗溫温灣湾濕湿潰溃滾滚滯滞滿满濾滤濫滥濱滨灘滩瀟潇潛潜燈灯靈灵災灾燦灿爐炉點点煉炼爍烁爛烂燒烧燭烛\
      煙烟煩烦燙烫熱热愛爱爺爷牽牵犧牺狀状猶犹獨独狹狭獅狮獄狱獵猎貓猫獻献瑪玛環环現现璽玺瓊琼電电畫画暢畅療疗瘋疯癢痒癥症皺皱盞盏鹽盐監监蓋盖盜盗盤盘睜睁瞞瞒矚瞩礦矿碼码磚砖\
      硯砚礎础確确禮礼禍祸禪禅離离禿秃種种積积稱称穩稳窮穷竊窃竄窜窩窝競竞筆笔筍笋籠笼築筑篩筛簽签簡简籃篮籬篱類类糞粪糧粮緊紧糾纠紅红約约級级紀纪純纯紗纱綱纲納纳縱纵紛纷紙纸\
      紋纹紡纺線线練练組组紳绅細细織织終终絆绊紹绍經经綁绑絨绒結结繞绕繪绘給给絡络絕绝統统絹绢繡绣繼继績绩緒绪續续維维綿绵綠绿緣缘編编緩缓緞缎縮缩繩绳罵骂羅罗罰罚罷罢職职聯联\
      聰聪肅肃腸肠膚肤腎肾腫肿脹胀脅胁膽胆勝胜膠胶腦脑腳脚臉脸臟脏膩腻騰腾艦舰艙舱藝艺節节蕪芜蘆芦蘇苏蘋苹範范莖茎薦荐榮荣藥药蓮莲獲获營营蕭萧薩萨蔥葱藍蓝薔蔷虛虚蟲虫雖虽蝦虾\
      蝕蚀蟻蚁蠶蚕蠻蛮蠟蜡蠅蝇蟬蝉補补襯衬襪袜裝装褲裤見见觀观規规視视覽览覺觉觸触譽誉計计訂订認认譏讥討讨讓让訓训議议訊讯記记講讲許许論论設设訪访證证評评識识詐诈訴诉診诊詞词\
      譯译試试詩诗誠诚話话誕诞詭诡詢询該该詳详語语誤误說说請请諸诸諾诺讀读課课誰谁調调諒谅談谈誼谊謀谋謎谜謝谢謠谣謙谦譜谱貝贝負负貢贡財财責责賢贤敗败賬账貨货質质販贩貪贪貧贫\
      購购貫贯賤贱貼贴貴贵貸贷貿贸費费賀贺賊贼資资賭赌賞赏賜赐賠赔賴赖賺赚賽赛贊赞贈赠贏赢趕赶趙赵躍跃跡迹踐践車车軌轨軟软轉转輪轮輕轻載载較较輔辅輛辆輩辈輝辉輯辑輸输轄辖辭辞\
      辯辩邊边遼辽達达遷迁過过邁迈運运還还這这進进遠远違违連连遲迟適适選选遜逊遞递邏逻遺遗鄧邓郵邮鄰邻鄭郑醬酱釀酿釋释裏里裡里鑒鉴針针釘钉釣钓鈣钙鈍钝鈔钞鋼钢鑰钥鈞钧鉤钩鈕钮\
      錢钱鉗钳鑽钻鐵铁鈴铃鉛铅銅铜鋁铝銘铭銀银鋪铺鏈链銷销鎖锁鋒锋銳锐錯错錫锡鍋锅鍛锻鍵键鎮镇鏡镜鐘钟鍾钟長长門门閃闪閉闭問问閑闲閒闲間间悶闷鬧闹聞闻閨闺閩闽閥阀閣阁閱阅闊阔\
      隊队陽阳陰阴陣阵階阶際际陸陆陳陈險险隨随隱隐難难雞鸡霧雾靜静頂顶項项順顺須须頑顽顧顾頓顿預预領领頗颇頸颈頰颊頻频題题顏颜額额顛颠顫颤風风飄飘飛飞飯饭飲饮飾饰飽饱餃饺餅饼\
      餌饵餓饿館馆饅馒饞馋馬马駕驾駛驶駐驻驗验騎骑騙骗驢驴驟骤髮发鬆松魚鱼魯鲁鮮鲜鯊鲨鯨鲸鳥鸟鳴鸣鴨鸭鵝鹅鷹鹰麥麦麵面黃黄齊齐齒齿龍龙龜龟隻只衝冲製制鬥斗鬍胡鬱郁穀谷籲吁週周\
      彙汇臺台檯台颱台讚赞嘍喽囑嘱團团嗶哔嘰叽嘮唠墮堕夥伙媧娲屆届屜屉嶄崭巔巅幹干廂厢廈厦弒弑徵征恆恒慮虑慫怂慚惭憊惫懶懒懲惩戔戋捲卷掄抡撐撑撣掸擻擞斃毙暉晖曆历枴拐棗枣槳桨\
      樅枞櫻樱櫥橱殤殇殯殡汙污滅灭潯浔濺溅灃沣煥焕燉炖燴烩牘牍獼猕瑣琐瑤瑶瓏珑瘡疮癮瘾盪荡睏困矯矫碩硕祕秘禦御穌稣竅窍箏筝籤签粵粤糉粽紮扎紓纾綜综綻绽緋绯緯纬縫缝縷缕繽缤纏缠\
      纖纤罈坛羋芈聾聋膾脍臘腊艷艳豔艳芻刍莧苋萊莱蒼苍蔣蒋薺荠藹蔼虜虏蛻蜕蠔蚝衊蔑裊袅襖袄覓觅訝讶詠咏誇夸諷讽謊谎譚谭豬猪貯贮賦赋贓赃贖赎趨趋蹤踪躊踌轎轿轟轰迴回遙遥醃腌醜丑\
      釵钗鈉钠鉀钾鋅锌錶表鎂镁鏟铲鑲镶閘闸闆板闖闯闡阐隕陨雛雏霑沾韓韩韻韵頁页頌颂頒颁頹颓顆颗颯飒飼饲餚肴饋馈饑饥駱骆騷骚驕骄骯肮髒脏鬢鬓魷鱿鮑鲍鱷鳄鴉鸦鴿鸽鵑鹃鶴鹤鸚鹦麼么\
      黴霉鼴鼹齡龄\
      """;

  /// Simplified ones that are traditional too, for another word.
  private static final String BOTH =
      "后面里只台谷几干斗于余征范云制周准升松佣咸郁系致发尽布才冬别表板丑出当党斤借卷克夸困了累历蒙千秋曲舍术它涂团御吁朱注万与向";

  private static final char FIRST = '\u4e00';
  private static final char[] TABLE = table();
  private static final BitSet ONLY_SIMPLIFIED = onlySimplified();

  private Simplified() {}

  private static BitSet onlySimplified() {
    var only = new BitSet(TABLE.length);
    for (int i = 1; i < PAIRS.length(); i += 2) {
      only.set(PAIRS.charAt(i) - FIRST, BOTH.indexOf(PAIRS.charAt(i)) < 0);
    }
    return only;
  }

  private static char[] table() {
    var table = new char[0xa000 - FIRST];
    for (int i = 0; i < table.length; i++) {
      table[i] = (char) (FIRST + i);
    }
    for (int i = 0; i < PAIRS.length(); i += 2) {
      table[PAIRS.charAt(i) - FIRST] = PAIRS.charAt(i + 1);
    }
    return table;
  }

  /// Whether a Chinese text is written in traditional characters: more of them than of those that
  /// are written only in simplified texts.
  public static boolean isTraditional(String text) {
    int traditional = 0;
    int simplified = 0;
    for (int i = 0; i < text.length(); i++) {
      var place = text.charAt(i) - FIRST;
      if (place >= 0 && place < TABLE.length) {
        traditional += TABLE[place] != text.charAt(i) ? 1 : 0;
        simplified += ONLY_SIMPLIFIED.get(place) ? 1 : 0;
      }
    }
    return traditional > simplified;
  }

  /// The text with as many characters, in simplified ones.
  public static String of(String text) {
    var simple = text.toCharArray();
    for (int i = 0; i < simple.length; i++) {
      var place = simple[i] - FIRST;
      if (place >= 0 && place < TABLE.length) {
        simple[i] = TABLE[place];
      }
    }
    return new String(simple);
  }
}
