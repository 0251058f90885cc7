namespace Mpi.Engine.Normalising;

/// <summary>Common English given names with the short and pet forms in everyday use, one formal name a line.</summary>
internal static class NicknameList
{
    /// <summary>The first word of a line is the formal name.</summary>
    public const string Text = """
        aaron ron ronnie
        abigail abby abbie gail
        abraham abe
        adelaide addie heidi
        agnes aggie nessie
        albert al bert bertie
        alexander alex alec sandy sasha xander lex
        alexandra alex sandra sandy sasha lexi alexa
        alexis alex lexi
        alfred al alf alfie fred freddie
        alice ali allie
        alison ali allie
        allison ali allie
        amanda mandy manda
        amelia amy millie mel
        andrea andie andy
        andrew andy drew
        angela angie
        ann annie nan nancy
        anne annie nan nancy
        anna annie
        anthony tony ant
        antonia toni
        archibald archie
        arthur art artie
        augustus gus
        barbara barb barbie babs
        bartholomew bart
        beatrice bea trixie
        benjamin ben benny benji
        bernard bernie
        bernadette bernie
        bradley brad
        bridget biddy bridie
        calvin cal
        cameron cam
        caroline carrie caro lina
        carolyn carrie lyn
        catherine cathy cath kate katie kitty cat cate
        katherine kathy kath kate katie kitty kat kay
        kathleen kathy kath kate katie kay
        cecilia cissy cecily
        charles charlie chuck chas chaz
        charlotte charlie lottie lotte
        christian chris
        christina chris chrissie tina chrissy
        christine chris chrissie chrissy tina
        christopher chris kit topher
        clarence clancy
        clifford cliff
        constance connie
        cornelius neil con
        curtis curt
        cynthia cindy
        daniel dan danny
        danielle dani
        david dave davey davy
        deborah deb debbie debby
        debra deb debbie debby
        denise dee
        dennis denny den
        derek del
        dolores lola
        dominic dom nick
        donald don donnie donny
        donna dee
        dorothy dot dottie dolly dora
        douglas doug
        edith edie
        edmund ed eddie ned ted
        edward ed eddie ned ted teddy eddy
        edwin ed eddie
        eileen lena
        eleanor ellie nell nellie nora lena elle
        elaine lainey
        elizabeth liz lizzie beth betty betsy bess bessie eliza libby liza elsie lisa lisbeth
        ellen nell nellie ellie
        emily em emmy millie
        emma em emmy
        ernest ernie
        esther essie hettie
        eugene gene
        evelyn evie eve
        ezekiel zeke
        florence flo florrie flossie
        frances fran franny frankie fanny
        francis frank frankie fran
        franklin frank frankie
        frederick fred freddie freddy fritz rick
        gabriel gabe
        gabrielle gaby gabby
        geoffrey geoff
        george georgie
        georgina georgie gina
        gerald gerry jerry
        geraldine gerry geri
        gerard gerry jerry
        gertrude gertie trudy
        gilbert gil bert
        gregory greg gregg
        gwendolyn gwen wendy
        hannah nan
        harold harry hal
        harriet hattie harry
        helen nell nellie lena
        helena lena nell
        henrietta etta hettie hattie
        henry harry hank hal
        herbert herb bert herbie
        howard howie
        hubert bert hugh
        ignatius iggy
        irving irv
        isaac ike zac
        isabel izzy bella belle
        isabella izzy bella belle isa
        isabelle izzy bella belle
        jacob jake jay
        jacqueline jackie jacqui
        james jim jimmy jamie jem
        jane janie jenny
        janet jan
        janice jan
        jason jay jase
        jean jeannie
        jeffrey jeff
        jennifer jen jenny jennie jenna
        jeremiah jerry
        jeremy jerry jem
        jerome jerry
        jessica jess jessie
        joan joanie
        joanna jo joanne
        joanne jo
        john jack johnny jon johnnie
        jonathan jon jonny john
        joseph joe joey jo
        josephine jo josie
        joshua josh
        joyce joy
        judith judy
        julia julie jules
        julian jules
        juliet julie jules
        justin jus
        karen kaz
        kenneth ken kenny
        kimberly kim kimmy
        kristen kris kristy
        kristin kris kristy
        kristina kris tina
        kristine kris tina
        laura laurie lori
        laurence larry laurie
        lawrence larry laurie lars
        leonard len lenny leo leon
        leslie les
        lewis lew lou
        lillian lil lily lilly
        lillie lil lily
        linda lindy lyn
        lorraine lori rainey
        louis lou louie
        louisa lou lulu
        louise lou lulu
        lucille lucy lou
        lucinda lucy cindy
        lydia liddy
        lynette lyn
        mabel mae may
        madeline maddie maddy lena
        madeleine maddie maddy
        malcolm mal
        marcia marcy
        margaret maggie meg peggy madge marge margie peg rita greta daisy maisie mags
        maria mia
        marilyn lyn
        marjorie marge margie
        marion mary
        martha marty patty mattie
        martin marty
        marvin marv
        mary molly polly mamie may maisie
        matilda tilly mattie tilda
        matthew matt matty
        maureen mo
        maximilian max
        maxwell max
        melanie mel
        melissa mel missy lissa
        mercedes mercy sadie
        michael mike mick mickey mikey micky
        michelle shelly chelle
        mildred millie
        miranda randy mindy
        miriam mimi
        mitchell mitch
        mohammed mohammad muhammad mohamed mo
        montgomery monty
        morris mo maurice
        nancy nan
        natalie nat
        natasha tasha nat
        nathan nat nate
        nathaniel nat nate nathan
        nicholas nick nicky nico
        nicole nicky nikki
        nora norah
        norman norm
        oliver ollie
        olivia liv livvy
        oscar ozzie
        pamela pam
        patricia pat patty patsy tricia trish
        patrick pat paddy rick
        paul paulie
        paula polly
        pauline polly
        penelope penny
        peter pete
        philip phil pip
        phillip phil pip
        phyllis phyl
        rachel rach shelly
        randolph randy
        randall randy
        raymond ray
        rebecca becky becca beck
        reginald reg reggie
        richard dick rick ricky rich richie rickie
        robert bob bobby rob robbie bert robby
        roberta bobbie robbie
        robin rob
        roderick rod rick
        rodney rod
        roger rodge
        roland rollie
        ronald ron ronnie
        rosalind roz rosie
        rose rosie
        rosemary rosie rose
        roxanne roxy
        russell russ rusty
        ruth ruthie
        samantha sam sammy
        samuel sam sammy
        sandra sandy
        sarah sally sadie
        sara sally sadie
        sebastian seb bas
        sharon shaz
        sheila shelly
        sidney sid
        sydney syd
        simon si
        solomon sol
        sophia sophie
        stanley stan
        stella ella
        stephanie steph stevie
        stephen steve stevie
        steven steve stevie
        stuart stu
        susan sue susie suzy
        susanna sue susie anna
        susannah sue susie hannah
        suzanne sue suzy
        sylvia syl
        sylvester sly
        tabitha tabby
        teresa terry tess tessa terri
        terence terry
        terrence terry
        thaddeus tad thad
        theodore ted teddy theo
        theodora dora theo
        theresa terry tess tessa terri
        thomas tom tommy
        timothy tim timmy
        tobias toby
        tracy trace
        ursula ursa
        valentina val tina
        valerie val
        vanessa nessa
        veronica ronnie vera
        victor vic
        victoria vicky vikki tori vic
        vincent vin vinny vince
        violet vi
        virginia ginny ginger
        vivian viv
        vivienne viv
        walter walt wally
        wallace wally
        wesley wes
        wilfred wilf fred
        wilhelmina mina minnie billie
        william bill billy will willy willie liam
        winifred winnie fred freda
        winston win
        yvonne vonnie
        zachary zach zack zac
        """;

    /// <summary>Spellings of one name: registers differ in them for one person, parents do not for two children.</summary>
    public const string Variants = """
        catherine katherine kathryn catharine katharine cathrine
        ann anne
        stephen steven stephan
        john jon
        sarah sara
        geoffrey jeffrey
        alan allan allen
        brian bryan
        eric erik erick
        mark marc
        teresa theresa
        christina kristina
        christine kristine
        kristen kristin kirsten
        philip phillip
        isabel isabelle isobel
        sean shaun shawn
        clare claire clair
        tracy tracey
        alison allison
        deborah debra debora
        carl karl
        caitlin kaitlyn katelyn caitlyn
        hailey hayley haley
        madeline madeleine madelyn
        susanna susannah
        lawrence laurence
        elliot eliot elliott
        jaden jayden
        zachary zachery zackary
        frances francis
        rebecca rebekah
        nicholas nicolas
        michelle michele
        vivian vivien vivienne
        marjorie margery
        gerard gerrard
        terence terrence
        sophia sofia
        lily lilly
        mohammed mohammad muhammad mohamed muhammed mohamad
        hannah hanna
        anthony antony
        matthew mathew
        jonathan jonathon johnathan
        sydney sidney
        lynne lynn
        graham graeme
        """;

    /// <summary>Names in common use without a short form of their own; a look-alike of one is another name, not a slip.</summary>
    public const string Others = """
        adam adrian aidan alan allan allen alma amber ana andre angel angelina anita april ariana ariel ashley ashton
        aubrey audrey austin ava avery barry beau bella beverly blake brandon brenda brendan brian bryan brooke bruce bryce
        caitlin caleb cara carl carla carlos carmen carol carter chad chelsea cheryl chloe claire clara clare cody cole
        colin connor cooper courtney craig crystal daisy dale damian damien dana danica daniela darren darryl dawn dean
        diana diane dominique dylan eden eli elena elias elijah eliot elise ella elliot eric erica erik erin ethan eva evan
        eve faith fatima felicity felix finn fiona gary gavin gemma giles gina glen glenn gloria gordon grace graham grant
        hailey haley harley harper harvey hayden hayley hazel heather hector hope hugo hunter ian imogen ingrid irene iris
        ivan ivy jack jackson jada jade jaden jayden jaime jared jasmine jasper jayne jeanette jenna jill jocelyn jodie joel
        jordan jorge jose josiah joy juan juanita jude kai kaitlyn karl kate katelyn katrina kayla kaylee keith kelly kelsey
        kerry kevin kiara kieran kirsten kirsty kyle kylie lachlan lara lauren layla leah lee leo leon levi liam lily lindsay
        lisa logan lola loretta lorenzo lori lucas lucia lucy luis luke luna mackenzie malik marc marcus mara margot marie
        mario marian marina marisa marissa mark marlene mason maya megan mia miguel mila miles millie mina molly mona monica
        morgan nadia nadine naomi neil nigel nina noah noel nolan olga omar owen page paige parker pedro perry phoebe
        quinn rafael ralph ramon raquel raul regina renee rhonda ricardo riley rita roman rosa rosie ross rowan roy ruby ryan
        sally sandy savannah scott sean sergio seth shane shannon shaun shawn shelby sienna sierra silvia skye sofia sonia
        sophie spencer summer tamara tammy tania tanya tara taylor tina todd toby tracey travis trevor tristan troy tyler
        tyrone vera vicki wade warren wayne wendy willow xavier yasmin yolanda zoe
        """;
}
